from datetime import date, datetime, timedelta
d = date(2024, 2, 28)
e = d + timedelta(days=2)
f = datetime(2024, 1, 1, 12, 30)
days = [d + timedelta(days=n) for n in range(3)]
print(e, e - d, f.isoformat(), days[1].strftime('%d.%m.'), max(days))
