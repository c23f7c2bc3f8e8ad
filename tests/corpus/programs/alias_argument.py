def extend(items):
    items.append('new')
    items = ['other']
    items.append('lost')
    return items
mine = ['old']
theirs = extend(mine)
print(mine, theirs)
