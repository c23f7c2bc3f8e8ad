def add(item, bucket=[]):
    bucket.append(item)
    return bucket
one = add('a')
two = add('b')
three = add('c', [])
print(one, two, three, add.__defaults__)
