using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Storefront.Office.Numbers;
using Ecommerce.Storefront.Preferences;
using Ecommerce.Storefront.Reviews;
using Ecommerce.Storefront.Search;
using Ecommerce.Storefront.StockAlerts;
using Ecommerce.Storefront.Visits;

namespace Ecommerce.Storefront.Gateway;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Page<Product>))]
[JsonSerializable(typeof(Page<Order>))]
[JsonSerializable(typeof(IReadOnlyList<Category>))]
[JsonSerializable(typeof(BoughtTogether))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(SuggestionsAnswer))]
[JsonSerializable(typeof(ShoppingCart))]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(Credentials))]
[JsonSerializable(typeof(Refresh))]
[JsonSerializable(typeof(MailedToken))]
[JsonSerializable(typeof(PasswordReset))]
[JsonSerializable(typeof(ForgottenPassword))]
[JsonSerializable(typeof(Tokens))]
[JsonSerializable(typeof(AddedItem))]
[JsonSerializable(typeof(ItemQuantity))]
[JsonSerializable(typeof(CartMerge))]
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(PaymentMethod))]
[JsonSerializable(typeof(Checkout))]
[JsonSerializable(typeof(QuoteRequest))]
[JsonSerializable(typeof(Costs))]
[JsonSerializable(typeof(Rating))]
[JsonSerializable(typeof(Page<Review>))]
[JsonSerializable(typeof(Page<QueueItem>))]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(WrittenReview))]
[JsonSerializable(typeof(Vote))]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(Rejection))]
[JsonSerializable(typeof(WordList))]
[JsonSerializable(typeof(CountedVisit))]
[JsonSerializable(typeof(MessagePreferences))]
[JsonSerializable(typeof(Choices))]
[JsonSerializable(typeof(PhoneNumber))]
[JsonSerializable(typeof(PhoneCode))]
[JsonSerializable(typeof(Page<StockAlert>))]
[JsonSerializable(typeof(AlertRequest))]
[JsonSerializable(typeof(Report<RevenueRow>))]
[JsonSerializable(typeof(Report<OrdersRow>))]
[JsonSerializable(typeof(Report<BasketsRow>))]
[JsonSerializable(typeof(Report<RefundsRow>))]
[JsonSerializable(typeof(Report<BuyersRow>))]
[JsonSerializable(typeof(Report<FunnelRow>))]
[JsonSerializable(typeof(Report<AbandonedCartsRow>))]
[JsonSerializable(typeof(Report<PaymentFailuresRow>))]
[JsonSerializable(typeof(Report<BestSellersRow>))]
[JsonSerializable(typeof(Report<ExperimentsRow>))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class GatewayJson : JsonSerializerContext;
