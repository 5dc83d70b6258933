"""A WeChat official account (微信公众号): people write to it in WeChat, WeChat posts it here."""
