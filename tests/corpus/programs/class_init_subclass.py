class Plugin:
    registry = {}
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry[tag or cls.__name__] = cls
class A(Plugin):
    pass
class B(Plugin, tag='bee'):
    pass
print(sorted(Plugin.registry), Plugin.__subclasses__())
