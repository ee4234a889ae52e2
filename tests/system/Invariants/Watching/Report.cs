using System.Text.Json.Serialization;

namespace Ecommerce.Invariants.Watching;

/// <summary>What is known of the ten at a moment.</summary>
/// <param name="State"><c>Healthy</c>, <c>Degraded</c> where something is not known, <c>Unhealthy</c> where one is broken.</param>
/// <param name="Looks">How often the shop was looked at.</param>
/// <param name="LookMilliseconds">How long the latest look took.</param>
/// <param name="Away">Stores that do not answer, with the reason.</param>
/// <param name="Silent">Services that do not answer: what they have to do may wait.</param>
/// <param name="Past">Violations that are over, the latest first.</param>
internal sealed record Report(
    DateTimeOffset At, string State, long Looks, double LookMilliseconds, IReadOnlyList<string> Away, IReadOnlyList<string> Silent,
    IReadOnlyList<InvariantReport> Invariants, IReadOnlyList<PastReport> Past);

/// <param name="State"><c>holds</c>, <c>broken</c>, or <c>unknown</c>: not all that tells could be read at the latest look.</param>
/// <param name="Since">It holds since then; null where it does not.</param>
/// <param name="Unknown">Why it is not known.</param>
/// <param name="Broken">How many violations there are.</param>
/// <param name="Violations">The oldest of them.</param>
/// <param name="InFlight">How many things are not yet as they must be, and may be so for now.</param>
/// <param name="Waiting">The oldest of those.</param>
internal sealed record InvariantReport(
    int Number, string Name, string Says, string State, DateTimeOffset? Since, IReadOnlyList<string> Unknown, int Broken,
    IReadOnlyList<FindingReport> Violations, int InFlight, IReadOnlyList<FindingReport> Waiting, IReadOnlyList<CountReport> Counts);

internal sealed record FindingReport(string Text, DateTimeOffset Since);

internal sealed record CountReport(string What, string HowMuch);

internal sealed record PastReport(int Invariant, string Text, DateTimeOffset Since, DateTimeOffset Until);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Report))]
internal sealed partial class InvariantsJson : JsonSerializerContext;
