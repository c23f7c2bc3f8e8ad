def palindrome(s):
    letters = [c.lower() for c in s if c.isalpha()]
    return letters == letters[::-1]
print(palindrome('Never odd or even'), palindrome('no'))
