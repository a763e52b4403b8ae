"""Imitation exports of survey tools, written from known answers, with the counts that are true."""
