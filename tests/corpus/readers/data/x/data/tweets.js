window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1960000000000000001"
          ],
          "editableUntil": "2026-01-01T00:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/abc",
            "expanded_url": "https://example.org/le-fer?a=1&b=2",
            "display_url": "…",
            "indices": [
              "0",
              "1"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "1316",
      "id_str": "1960000000000000001",
      "truncated": false,
      "retweet_count": "4",
      "id": "1960000000000000001",
      "created_at": "Tue Dec 02 06:23:48 +0000 2025",
      "favorited": false,
      "full_text": "Le fer &amp; l'eau : 1 &lt; 2, &gt; rien. Lire https://t.co/abc https://t.co/med",
      "lang": "fr",
      "extended_entities": {
        "media": [
          {
            "url": "https://t.co/med",
            "media_url_https": "https://pbs.example/a.jpg",
            "type": "photo"
          }
        ]
      }
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1960000000000000002"
          ],
          "editableUntil": "2026-01-01T00:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "0",
      "id_str": "1960000000000000002",
      "truncated": false,
      "retweet_count": "0",
      "id": "1960000000000000002",
      "created_at": "Tue Dec 02 07:00:00 +0000 2025",
      "favorited": false,
      "full_text": "RT @ada: quelque chose de coupé…",
      "lang": "fr"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1960000000000000003"
          ],
          "editableUntil": "2026-01-01T00:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "0",
      "id_str": "1960000000000000003",
      "truncated": false,
      "retweet_count": "0",
      "id": "1960000000000000003",
      "created_at": "Tue Dec 02 08:00:00 +0000 2025",
      "favorited": false,
      "full_text": "@ada d'accord avec toi",
      "lang": "fr",
      "in_reply_to_status_id_str": "1950000000000000000",
      "in_reply_to_status_id": "1950000000000000000",
      "in_reply_to_screen_name": "ada"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1960000000000000004"
          ],
          "editableUntil": "2026-01-01T00:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/q",
            "expanded_url": "https://twitter.com/ada/status/1950000000000000001",
            "display_url": "…",
            "indices": [
              "0",
              "1"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "0",
      "id_str": "1960000000000000004",
      "truncated": false,
      "retweet_count": "0",
      "id": "1960000000000000004",
      "created_at": "Tue Dec 02 09:00:00 +0000 2025",
      "favorited": false,
      "full_text": "À méditer https://t.co/q",
      "lang": "und"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1960000000000000005"
          ],
          "editableUntil": "2026-01-01T00:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/note1",
            "expanded_url": "https://twitter.com/i/web/status/1960000000000000005",
            "display_url": "…",
            "indices": [
              "0",
              "1"
            ]
          }
        ]
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "0",
      "id_str": "1960000000000000005",
      "truncated": false,
      "retweet_count": "0",
      "id": "1960000000000000005",
      "created_at": "Tue Dec 02 10:00:00 +0000 2025",
      "favorited": false,
      "full_text": "Trois heures pour une volute, et voici pourquoi : le fer n'attend pas. On le sort rouge cerise, on frappe, il gris, on recommence. À la douzième chauffe j'ai compris que je tapais trop fort. Mon maître riait. Depuis, je compte les coups, je note la couleur, je garde les r… https://t.co/note1",
      "lang": "fr"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1960000000000000006"
          ],
          "editableUntil": "2026-01-01T00:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "0",
      "id_str": "1960000000000000006",
      "truncated": false,
      "retweet_count": "0",
      "id": "1960000000000000006",
      "created_at": "Tue Dec 02 11:00:00 +0000 2025",
      "favorited": false,
      "full_text": "@ada @bob Non, la trempe se fait à l'huile, pas à l'eau : l'eau saisit trop vite, la lame se fend, et il faut tout reprendre depuis le lingot, ce qui coûte une journée entière de charbon, sans compter la fierté. Je l'ai appris deux fois plutôt qu'une, la seconde devant toute l'équipe réunie…",
      "lang": "fr",
      "in_reply_to_status_id_str": "1950000000000000002"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1960000000000000007",
            "1960000000000000008"
          ]
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "0",
      "id_str": "1960000000000000007",
      "truncated": false,
      "retweet_count": "0",
      "id": "1960000000000000007",
      "created_at": "Tue Dec 02 12:00:00 +0000 2025",
      "favorited": false,
      "full_text": "Le fer chaud, frappé",
      "lang": "fr"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "edit": {
          "initialTweetId": "1960000000000000007",
          "editControlInitial": {
            "editTweetIds": [
              "1960000000000000007",
              "1960000000000000008"
            ]
          }
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "0",
      "id_str": "1960000000000000008",
      "truncated": false,
      "retweet_count": "0",
      "id": "1960000000000000008",
      "created_at": "Tue Dec 02 12:01:00 +0000 2025",
      "favorited": false,
      "full_text": "Le fer, chaud, frappé.",
      "lang": "fr"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1960000000000000009"
          ],
          "editableUntil": "2026-01-01T00:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "urls": [],
        "media": [
          {
            "url": "https://t.co/med9",
            "media_url_https": "https://pbs.example/b.jpg"
          }
        ]
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "0",
      "id_str": "1960000000000000009",
      "truncated": false,
      "retweet_count": "0",
      "id": "1960000000000000009",
      "created_at": "Tue Dec 02 13:00:00 +0000 2025",
      "favorited": false,
      "full_text": "https://t.co/med9",
      "lang": "fr"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1960000000000000010"
          ],
          "editableUntil": "2026-01-01T00:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "0",
      "id_str": "1960000000000000010",
      "truncated": false,
      "retweet_count": "0",
      "id": "1960000000000000010",
      "created_at": "le deux décembre",
      "favorited": false,
      "full_text": "Date folle",
      "lang": "fr"
    }
  },
  {
    "tweet": null
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1960000000000000001"
          ],
          "editableUntil": "2026-01-01T00:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "0",
      "id_str": "1960000000000000001",
      "truncated": false,
      "retweet_count": "0",
      "id": "1960000000000000001",
      "created_at": "Tue Dec 02 06:23:48 +0000 2025",
      "favorited": false,
      "full_text": "Le fer &amp; l'eau : 1 &lt; 2, &gt; rien. Lire https://t.co/abc https://t.co/med",
      "lang": "fr"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1960000000000000011"
          ],
          "editableUntil": "2026-01-01T00:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "10"
      ],
      "favorite_count": "0",
      "id_str": "1960000000000000011",
      "truncated": false,
      "retweet_count": "0",
      "id": "1960000000000000011",
      "created_at": "Tue Dec 02 14:00:00 +0000 2025",
      "favorited": false,
      "full_text": "Trois heures pour une volute, et voici pourquoi : le fer n'attend pas. On le sort rouge cerise, on frappe, il gris, on recommence. À la douzième chauffe j'ai compris que je tapais trop fort. Mon maître riait. Depuis, je compte les coups, je note la couleur, je…",
      "lang": "fr"
    }
  }
]