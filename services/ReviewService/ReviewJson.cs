using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.ReviewService.Features;
using Ecommerce.ReviewService.Features.FilterWords;
using Ecommerce.ReviewService.Features.Moderation;
using Ecommerce.ReviewService.Features.ReadReviews;
using Ecommerce.ReviewService.Features.Reports;
using Ecommerce.ReviewService.Features.Votes;
using Ecommerce.ReviewService.Features.WriteReview;

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
