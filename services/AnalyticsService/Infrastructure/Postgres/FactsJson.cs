using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.AnalyticsService.Domain;

namespace Ecommerce.AnalyticsService.Infrastructure.Postgres;

/// <summary>Facts as JSON parameters of statements.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<OrderFact>))]
[JsonSerializable(typeof(IReadOnlyList<LineFact>))]
[JsonSerializable(typeof(IReadOnlyList<CaptureFact>))]
[JsonSerializable(typeof(IReadOnlyList<RefundFact>))]
[JsonSerializable(typeof(IReadOnlyList<PaymentFailureFact>))]
[JsonSerializable(typeof(IReadOnlyList<ReviewFact>))]
internal sealed partial class FactsJson : JsonSerializerContext;
