using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.BackOffice.Infrastructure.Api;
using Ecommerce.ServiceDefaults;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Gateway;

/// <summary>The shop's API, an interface for each part that pages use. Refit makes the clients of them.</summary>
internal static class GatewayExtensions
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // A member that says nothing is left out.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly RefitSettings Settings = new(new SystemTextJsonContentSerializer(Json))
    {
        ExceptionFactory = response => new(GatewayException.OfAsync(response)),
        UrlParameterFormatter = new UrlText(),
        UrlParameterKeyFormatter = new CamelCaseUrlParameterKeyFormatter(),
    };

    public static void AddGateway(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddTransient<BrowserAddressHandler>();
        builder.AddServiceClient<GatewayHandlers>("gateway");
        builder.AddServiceClient<AccountsGateway>("gateway").AddHttpMessageHandler<BrowserAddressHandler>();
        builder.Services.AddSingleton(services => RestService.For<IAccountsApi>(
            services.GetRequiredService<AccountsGateway>().Http, Settings));
        builder.Services.AddScoped<StaffHandler>();
        builder.Services.AddScoped<StaffGateway>();
        builder.AddClient<ICartsApi>();
        builder.AddClient<IDiscountsApi>();
        builder.AddClient<IFeaturesApi>();
        builder.AddClient<IMessagesApi>();
        builder.AddClient<IOperationsApi>();
        builder.AddClient<IOrdersApi>();
        builder.AddClient<IOwnAccountApi>();
        builder.AddClient<IProductsApi>();
        builder.AddClient<IReportsApi>();
        builder.AddClient<IReviewsApi>();
        builder.AddClient<ISearchApi>();
        builder.AddClient<ISettingsApi>();
        builder.AddClient<IStaffApi>();
        builder.AddClient<IUsersApi>();
        builder.AddClient<IViewsApi>();
        builder.AddClient<IWebhooksApi>();
    }

    private static void AddClient<TApi>(this IHostApplicationBuilder builder)
        where TApi : class
        => builder.Services.AddScoped(services => RestService.For<TApi>(services.GetRequiredService<StaffGateway>().Http, Settings));
}
