"""What waits for a person or a unit, and the notices that tell of it.

Words: an *item* is one thing to be done by somebody, a person or whoever acts for a unit in a role; it is open until
it is settled or falls away. A *notice* tells a person that something happened; it asks for nothing. A *delivery* is a
notice on its way out of the house by one *channel*: mail, SMS, 政务微信.

Rooms write items with `actions.put` and end them with `actions.settle`; the inbox asks nobody. So a list, its counts,
its filters and its search are one query each, an item survives a room that is closed for repair, and what a person
had to do on a day can be seen later. The price is that a room must settle what it has put; `subject` and `kind` make
that one line.
"""
