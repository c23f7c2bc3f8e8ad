from decimal import Decimal, localcontext
a = Decimal('0.1')
b = a + Decimal('0.2')
with localcontext() as ctx:
    ctx.prec = 5
    c = Decimal(1) / Decimal(3)
print(b, c, b == Decimal('0.3'), 0.1 + 0.2 == 0.3)
