-- Makes an empty cart.
touch(KEYS[1], ARGV[1], ARGV[2])
return answer('ok', KEYS[1])
