namespace Ecommerce.CartService.Redis;

/// <summary>Redis cannot be reached, or does not answer in time. Whether a change was made is then unknown.</summary>
internal sealed class RedisUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
