namespace Ecommerce.Redis;

/// <summary>Redis cannot be reached, or does not answer in time. Whether a change was made is then unknown.</summary>
public sealed class RedisUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
