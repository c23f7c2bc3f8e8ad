from fractions import Fraction
a = Fraction(1, 3)
b = a + Fraction(1, 6)
c = sum([a, b], Fraction(0))
print(b, c, b.numerator, float(c) > 0.8)
