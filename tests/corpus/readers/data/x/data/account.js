window.YTD.account.part0 = [
  {
    "account" : {
      "email" : "noe@example.org",
      "username" : "noe_essai",
      "accountId" : "42",
      "accountDisplayName" : "Noé au feu"
    }
  }
]
