using System.Text.Json.Serialization.Metadata;
using Ecommerce.Contracts;

namespace Ecommerce.Messaging;

internal static class EventJson
{
    public static JsonTypeInfo<TEvent> TypeInfo<TEvent>() =>
        ContractsJson.Default.GetTypeInfo(typeof(TEvent)) as JsonTypeInfo<TEvent>
        ?? throw new InvalidOperationException($"{typeof(TEvent).Name} is not among the events of {nameof(ContractsJson)}.");
}
