namespace Ecommerce.Messaging;

/// <summary>The broker acknowledges nothing at the moment.</summary>
internal sealed class BrokerUnavailableException(string message) : Exception(message);
