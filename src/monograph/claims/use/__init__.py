"""Uses: the conditions and purposes that Usage gives, and how sure the monograph is of each.

A use is what two careful people would write down, in the words of the text (CLAIMS.md; nine of ten are verbatim):

* **Counted**: what a sentence says that the medicine is used, indicated, approved or prescribed for, or treats and
  prevents; labels and items of a list of such conditions; members ("such as", "including"); in a combination also what
  a component does for a symptom ("relieving stuffiness"), also where its working is explained; explicitly denied uses,
  "long-term use" among them, as not-for. The part that a medicine plays ("a local anesthetic") where no purpose
  follows.
* **Not counted**: how it works, what comes of the treatment ("improving quality of life", in a monograph of one
  medicine also "it helps improve sleep" and "lowers pressure, reducing the risk of stroke"), when and in whom it is
  chosen ("when other medicines fail"), organisms, other medicines, procedures and forms, what is measured in the body
  ("blood flow"), "not a cure", "not a first-line treatment", "not for all types of", what a disease causes, what
  stands after a label beyond its members, what was said before in other words ("UTIs", "pain" after "back pain").
* **Named** without what only frames it: "the symptoms of", "the severity of", "certain types of", "adults with";
  but "other types of", "prevention of", "adjunct to", "risk of" stay. Adjectives of degree stay; gloss in
  parentheses goes.
* **Cause and place** belong to it: "pain after surgery", "infections caused by parasites". Two causes are two uses; a
  list of three or more only tells of them. What a whole list goes along with is dropped ("headache, cough and fever
  with colds"). What an organism causes against which the medicine acts is a use. Places stay one use: "itching of the
  eyes, nose, or throat"; but infections of three or more places are one of each, labels that are places of infections
  are infections of them, and their members in parentheses count ("infections of the ear (otitis, ...)").
* **Whom**: "bleeding in hemophilia" where the state is the purpose, the disease alone where it is what is managed
  ("glucose control in adults with diabetes").
* **Coordination**: "bacterial and fungal infections", "mouth and throat infections" are two; "acute and chronic
  bronchitis", "hepatitis B and C", "nausea and vomiting", "skin conditions with inflammation and itching" are one, so
  is "pain of muscle and joint disorders"; a label "muscle spasms and stiffness" too.

``blocks`` walks a section's paragraphs and lists; ``cues`` finds the phrases that steer the reading, ``turns`` what
each does where it stands, and ``sentences`` the parts of a sentence that say what the medicine is for; ``phrases``
reads their lists, ``joined`` tells which parts of a list name one together or share a noun, ``places`` reads lists of
infections, and ``naming`` one phrase; ``denial`` reads a "not" and ``evidence`` tells established, uncertain and not-
for apart; ``said`` keeps each use once.
The words are in ``names/data``: indication_cue, indication_not, indication_head and evidence.
"""

from monograph.claims.use.blocks import read_uses

__all__ = ["read_uses"]
