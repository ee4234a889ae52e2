namespace Ecommerce.ReviewService.Domain;

/// <summary>A reader's report that a review is inappropriate.</summary>
/// <param name="Reason">One of <see cref="ReportReasons"/>.</param>
internal sealed record Report(Guid ReviewId, Guid UserId, string Reason, string Comment, DateTimeOffset At);

internal static class ReportReasons
{
    public static readonly IReadOnlyList<string> All = ["spam", "offensive", "off-topic", "personal-data", "other"];
}
