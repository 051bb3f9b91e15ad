"""Talk: look at a message, say it in four parts, practise listening. Nothing written here is stored."""
