namespace Ecommerce.Conformance.Fuzzing;

/// <summary>Times that no service takes: of no age that callers mean, or written in a form that could mean another time.</summary>
internal static class HostileTimes
{
    public static readonly string[] All =
    [
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "Thu Nov 26 2026 10:00Z", "Tue, 24 Nov 2026 12:00 +01:00",
        "2026-11-24T12:00:00+1", "2026-11-24T12:00", "12:00",
    ];
}
