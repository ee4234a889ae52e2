namespace Ecommerce.Contracts;

/// <summary>
/// Something that happened in one service and that others may act on. Published once per state change, in the
/// transaction of that change; delivered at least once, in order per <see cref="Key"/>.
/// </summary>
public interface IIntegrationEvent
{
    /// <summary>
    /// The CloudEvents <c>type</c>: kebab case with its version, such as <c>order-placed.v1</c>. Never reused for another shape.
    /// </summary>
    static abstract string Type { get; }

    /// <summary>The topic it travels on, one of <see cref="Topics"/>.</summary>
    static abstract string Topic { get; }

    /// <summary>The aggregate's id: the message key, and so the unit of order. Also the CloudEvents <c>subject</c>.</summary>
    string Key { get; }
}
