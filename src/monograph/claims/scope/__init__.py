"""Of whom and what a stretch of text speaks: persons, routes, role and condition, from labels, headings and sentences.

A block inherits the scope of the block that introduces it ("Adults" over a list of conditions); what it says itself
comes before what it inherits. ``persons`` reads whom words name and ``person`` what a kind of person takes from those
around it, ``routes`` the routes, and ``scope`` puts them together.
"""

from monograph.claims.scope.person import IMPAIRMENTS, Person
from monograph.claims.scope.persons import persons_of
from monograph.claims.scope.routes import Routed, routes_of
from monograph.claims.scope.scope import NO_SCOPE, Scope, scope_of

__all__ = ["IMPAIRMENTS", "NO_SCOPE", "Person", "Routed", "Scope", "persons_of", "routes_of", "scope_of"]
