def add(item, bucket=None):
    if bucket is None:
        bucket = []
    bucket.append(item)
    return bucket
one = add('a')
two = add('b')
print(one, two, one is two)
