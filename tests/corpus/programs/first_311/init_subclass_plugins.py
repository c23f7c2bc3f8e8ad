class Plugin:
    registry = {}
    def __init_subclass__(cls, /, key=None, options=None, **kw):
        super().__init_subclass__(**kw)
        cls.options = options
        Plugin.registry[key or cls.__name__] = cls
class Field:
    def __set_name__(self, owner, name):
        self.owner = owner
        self.name = name
settings = {'debug': True}
class Csv(Plugin, key='csv', options=settings):
    sep = Field()
class Json(Plugin):
    indent = Field()
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        cls.child = True
class Yaml(Json, options=settings):
    pass
print(sorted(Plugin.registry), Csv.options is settings, Json.indent.owner is Json, Yaml.child)
made = type('Made', (Plugin,), {'f': Field()}, key='made')
print(made.f.name, made.f.owner is made, Plugin.registry['made'] is made)
