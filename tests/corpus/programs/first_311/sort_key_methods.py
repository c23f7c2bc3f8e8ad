class Card:
    order = '23456789TJQKA'
    def __init__(self, text):
        self.text = text
    def rank(self):
        place = self.order.index(self.text[0])
        return place
    def __repr__(self):
        return self.text
class Ranker:
    def __init__(self, weights):
        self.weights = weights
    def score(self, card):
        base = card.rank()
        return base * self.weights.get(card.text[1], 1)
    def __call__(self, card):
        return -self.score(card)
hand = [Card(t) for t in ('Ts', '2h', 'Ad', '9c')]
hand.sort(key=Card.rank)
print(hand)
ranker = Ranker({'h': 100})
print(sorted(hand, key=ranker.score), sorted(hand, key=ranker, reverse=True))
best = max(hand, key=ranker.score)
worst = min(hand, key=lambda c: c.rank())
print(best, worst, max(hand, key=ranker))
