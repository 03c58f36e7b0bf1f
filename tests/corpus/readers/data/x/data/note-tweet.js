window.YTD.note_tweet.part0 = [
  {
    "noteTweet": {
      "noteTweetId": "9",
      "updatedAt": "2025-12-02T10:00:00.000Z",
      "createdAt": "2025-12-02T10:00:00.000Z",
      "lifecycle": {
        "name": "Active"
      },
      "core": {
        "styletags": [],
        "urls": [],
        "text": "Autre chose, la même seconde.",
        "mentions": [],
        "cashtags": [],
        "hashtags": []
      }
    }
  },
  {
    "noteTweet": {
      "noteTweetId": "10",
      "updatedAt": "2025-12-02T10:00:00.000Z",
      "createdAt": "2025-12-02T10:00:00.000Z",
      "lifecycle": {
        "name": "Active"
      },
      "core": {
        "styletags": [],
        "urls": [
          {
            "shortUrl": "https://t.co/fer2",
            "expandedUrl": "https://example.org/volute",
            "displayUrl": "…",
            "fromIndex": "0",
            "toIndex": "1"
          }
        ],
        "text": "Trois heures pour une volute, et voici pourquoi : le fer n'attend pas. On le sort rouge cerise, on frappe, il gris, on recommence. À la douzième chauffe j'ai compris que je tapais trop fort. Mon maître riait. Depuis, je compte les coups, je note la couleur, je garde les ratés sur l'étagère. Le vingtième était droit. Voir https://t.co/fer2",
        "mentions": [],
        "cashtags": [],
        "hashtags": []
      }
    }
  },
  {
    "noteTweet": {
      "noteTweetId": "11",
      "updatedAt": "2025-12-02T11:00:00.000Z",
      "createdAt": "2025-12-02T11:00:00.000Z",
      "lifecycle": {
        "name": "Active"
      },
      "core": {
        "styletags": [],
        "urls": [],
        "text": "Non, la trempe se fait à l'huile, pas à l'eau : l'eau saisit trop vite, la lame se fend, et il faut tout reprendre depuis le lingot, ce qui coûte une journée entière de charbon, sans compter la fierté. Je l'ai appris deux fois plutôt qu'une, la seconde devant toute l'équipe réunie pour l'occasion & R&D <3",
        "mentions": [],
        "cashtags": [],
        "hashtags": []
      }
    }
  }
]