namespace Ecommerce.UserService.Domain.Attempts;

/// <summary>A limit, and whose attempts it counts.</summary>
/// <param name="IsClearedBySuccess">Otherwise a success takes back its own attempt alone, because others share the counter.</param>
internal sealed record AttemptCounter(AttemptLimit Limit, string Subject, bool IsClearedBySuccess = true);
