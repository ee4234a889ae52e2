using System.ComponentModel.DataAnnotations;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>How long staff stay signed in: configured as <c>Session</c>.</summary>
internal sealed class SessionOptions
{
    public const string Section = "Session";

    /// <summary>Whoever does nothing for so long is signed out.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(30);
}
