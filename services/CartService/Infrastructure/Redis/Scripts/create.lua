-- Creates an empty cart.
touch(KEYS[1])
return answer('ok', KEYS[1])
