using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.ReviewService.Moderation;
using Ecommerce.ReviewService.Ratings;
using Ecommerce.ReviewService.Reports;
using Ecommerce.ReviewService.Reviews;
using Ecommerce.ReviewService.Votes;

namespace Ecommerce.ReviewService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ReviewInput))]
[JsonSerializable(typeof(ReviewResponse))]
[JsonSerializable(typeof(ReviewListResponse))]
[JsonSerializable(typeof(RatingResponse))]
[JsonSerializable(typeof(VoteRequest))]
[JsonSerializable(typeof(ReportRequest))]
[JsonSerializable(typeof(IReadOnlyList<ReportResponse>))]
[JsonSerializable(typeof(QueueResponse))]
[JsonSerializable(typeof(RejectionRequest))]
[JsonSerializable(typeof(WordListRequest))]
[JsonSerializable(typeof(WordListResponse))]
[JsonSerializable(typeof(Guid?))]
internal sealed partial class ReviewJson : JsonSerializerContext;
