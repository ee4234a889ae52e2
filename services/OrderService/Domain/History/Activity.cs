namespace Ecommerce.OrderService.Domain.History;

/// <summary>What can be done about returns and refunds. At the same moment, in this order.</summary>
internal enum ActivityKind
{
    ReturnRequested,
    ReturnApproved,
    ReturnRejected,
    ReturnReceived,
    RefundRequested,
    RefundCompleted,
}

/// <summary>Something was done that is no change of status.</summary>
/// <param name="SubjectId">The return or the refund.</param>
internal sealed record Activity(ActivityKind Kind, Guid SubjectId);

/// <summary>An activity as it was recorded.</summary>
/// <param name="Actor">Null where that is not known.</param>
internal sealed record RecordedActivity(Activity Activity, DateTimeOffset At, Actor? Actor);

/// <summary>A status that the order got.</summary>
/// <param name="Actor">Null where that is not known.</param>
internal sealed record RecordedStep(Orders.OrderStatus Status, DateTimeOffset At, Actor? Actor);
