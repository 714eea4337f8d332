"""Versions of the event, and who stands for and against each."""


def test_an_account_names_party_means_holders_and_opponents(make):
    case = make.case(
        make.report("a", make.said("Northland", make.blame("Southland"), make.means("chlorine")),
                    make.said("Southland", make.blame("Southland", "-"), stance="denies"),
                    make.said("Eastland", make.blame("Southland", "-"), stance="denies"))
    )  # fmt: skip
    account, denial = case.ledger.accounts
    assert account.title == "Southland did it, with chlorine"
    assert case.names(account.holders) == ["Northland"]
    assert case.names(account.opponents) == ["Southland", "Eastland"]
    assert account.statements == ("a/s1",)
    assert denial.title == "Southland did not do it"
    assert case.names(denial.holders) == ["Southland", "Eastland"]
    assert case.names(denial.opponents) == ["Northland"]


def test_the_names_of_one_party_are_one_account(make):
    case = make.case(
        make.report(
            "a",
            make.said("Northland", make.blame("Syrian army")),
            make.said("Eastland", make.blame("Syrian government")),
        )
    )
    (account,) = case.ledger.accounts
    assert account.title == "Syrian government did it"
    assert sorted(case.names(account.holders)) == ["Eastland", "Northland"]


def test_who_only_is_accused_and_says_nothing_is_no_opponent(make):
    case = make.case(make.report("a", make.said("Northland", make.blame("Southland"))))
    assert case.ledger.accounts[0].opponents == ()


def test_that_it_was_staged_is_an_account_against_those_who_blame_somebody(make):
    case = make.case(
        make.report("a", make.said("Northland", make.blame("Southland")),
                    make.said("Southland", make.claim("occurrence", what="staged")))
    )  # fmt: skip
    staged = next(a for a in case.ledger.accounts if a.title == "it was staged")
    assert (case.names(staged.holders), case.names(staged.opponents)) == (["Southland"], ["Northland"])


def test_that_it_was_not_staged_is_no_account(make):
    case = make.case(make.report("a", make.said("Southland", make.claim("occurrence", "-", what="staged"))))
    assert case.ledger.accounts == ()


def test_background_events_have_no_accounts(make):
    about = "siege of Maskar in 2015"
    case = make.case(
        make.report(
            "a", make.said("narrator", make.toll(1)), make.said("Northland", make.blame("Southland", about=about))
        )
    )
    assert case.ledger.accounts == ()


def test_words_for_enemies_mean_whom_the_speaker_or_his_ally_names(make):
    case = make.case(
        make.report(
            "a",
            make.said("Russia", make.blame("terrorists"), side="Russia"),
            make.said("Syrian government", make.blame("Syrian opposition"), side="Syrian government"),
        )
    )
    (account,) = case.ledger.accounts
    assert account.title == "Syrian opposition did it"
    assert sorted(case.names(account.holders)) == ["Russia", "Syrian government"]


def test_words_for_enemies_stay_alone_where_nobody_says_who_is_meant(make):
    case = make.case(make.report("a", make.said("Northland", make.blame("terrorists"))))
    assert [a.title for a in case.ledger.accounts] == ["terrorists did it"]


def test_supporters_of_a_side_are_that_side(make):
    case = make.case(
        make.report("a", make.said("France", make.blame("pro-Moscow fighters"), side="France"),
                    make.said("Poland", make.blame("Russia"), side="Poland"))
    )  # fmt: skip
    (account,) = case.ledger.accounts
    assert account.title == "Russia did it"


def test_motives_and_evidence_of_the_holders_belong_to_the_account(make):
    case = make.case(
        make.report("a", make.said("Northland", make.blame("Southland"),
                                   make.claim("motive", party="Southland", what="to win the harbour"),
                                   make.claim("evidence", what="satellite images", aspect="has")))
    )  # fmt: skip
    (account,) = case.ledger.accounts
    assert account.motives == ("to win the harbour",)
    assert [(e.aspect, e.what, e.statement) for e in account.evidence] == [("has", "satellite images", "a/s1")]
