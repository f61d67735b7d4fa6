"""How it is for the person, asked gently: what is asked, what it may say, what is offered next.

Pure rules over plain values. Answers are kept by ``practice``; nothing here reads them,
words them for the screen, or judges them.
"""
