using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.AnalyticsService.Domain;
using Ecommerce.AnalyticsService.Features.Recommendations;
using Ecommerce.AnalyticsService.Features.Reports;
using Ecommerce.AnalyticsService.Features.Visits;
using Ecommerce.AnalyticsService.Infrastructure.Clients;

namespace Ecommerce.AnalyticsService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Report<RevenueRow>), TypeInfoPropertyName = "RevenueReport")]
[JsonSerializable(typeof(Report<OrdersRow>), TypeInfoPropertyName = "OrdersReport")]
[JsonSerializable(typeof(Report<BasketsRow>), TypeInfoPropertyName = "BasketsReport")]
[JsonSerializable(typeof(Report<RefundsRow>), TypeInfoPropertyName = "RefundsReport")]
[JsonSerializable(typeof(Report<BuyersRow>), TypeInfoPropertyName = "BuyersReport")]
[JsonSerializable(typeof(Report<FunnelRow>), TypeInfoPropertyName = "FunnelReport")]
[JsonSerializable(typeof(Report<AbandonedCartsRow>), TypeInfoPropertyName = "AbandonedCartsReport")]
[JsonSerializable(typeof(Report<PaymentFailuresRow>), TypeInfoPropertyName = "PaymentFailuresReport")]
[JsonSerializable(typeof(Report<ReviewsRow>), TypeInfoPropertyName = "ReviewsReport")]
[JsonSerializable(typeof(Report<BestSellersRow>), TypeInfoPropertyName = "BestSellersReport")]
[JsonSerializable(typeof(Report<ExperimentsRow>), TypeInfoPropertyName = "ExperimentsReport")]
[JsonSerializable(typeof(Report<CohortsRow>), TypeInfoPropertyName = "CohortsReport")]
[JsonSerializable(typeof(BoughtTogetherList))]
[JsonSerializable(typeof(VisitRequest))]
[JsonSerializable(typeof(Rebuild))]
[JsonSerializable(typeof(ExportedOrder))]
[JsonSerializable(typeof(ExportedPayment))]
[JsonSerializable(typeof(ExportedReview))]
internal sealed partial class AnalyticsJson : JsonSerializerContext;
