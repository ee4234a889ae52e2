using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.ReviewService.Domain;

namespace Ecommerce.ReviewService.Infrastructure.Moving;

internal sealed record MovedProduct(Guid Id, long Version, bool Shown);

internal sealed record MovedDelivery(Guid UserId, Guid ProductId);

internal sealed record MovedErasure(Guid UserId, DateTimeOffset ErasedAt);

internal sealed record MovedVote(Guid ReviewId, Guid UserId, bool Helpful);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(MovedProduct))]
[JsonSerializable(typeof(MovedDelivery))]
[JsonSerializable(typeof(MovedErasure))]
[JsonSerializable(typeof(MovedVote))]
[JsonSerializable(typeof(Rating))]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(WordList))]
internal sealed partial class MovedRecordsJson : JsonSerializerContext;
