# No text that UTF-8 has a place for, and bytes that are no text.
import sys
name = '\udcff\ud800'
sys.stdout.buffer.write(b'\xff\xfe\x80 \xe2\x82\n')
sys.stderr.write(name + '\n')
print(name)
