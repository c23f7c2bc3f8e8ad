import os
os.environ['VIV_TEST'] = 'some value'
value = os.environ['VIV_TEST']
copy = dict(os.environ)['VIV_TEST']
del os.environ['VIV_TEST']
print(value == copy, value is copy)
