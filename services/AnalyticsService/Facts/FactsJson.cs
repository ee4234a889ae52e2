using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.AnalyticsService.Facts;

/// <summary>Facts on their way into the database, many in one parameter.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<OrderFact>))]
[JsonSerializable(typeof(IReadOnlyList<LineFact>))]
[JsonSerializable(typeof(IReadOnlyList<CaptureFact>))]
[JsonSerializable(typeof(IReadOnlyList<RefundFact>))]
[JsonSerializable(typeof(IReadOnlyList<PaymentFailureFact>))]
[JsonSerializable(typeof(IReadOnlyList<ReviewFact>))]
internal sealed partial class FactsJson : JsonSerializerContext;
