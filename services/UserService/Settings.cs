namespace Ecommerce.UserService;

internal static class Settings
{
    /// <summary>Settings by their own names, such as <c>JWT_EXPIRATION</c>: a missing or wrong one stops the service at start and is named.</summary>
    public static void AddSettings<TOptions>(this IHostApplicationBuilder builder)
        where TOptions : class
        => builder.Services.AddOptions<TOptions>().Bind(builder.Configuration).ValidateDataAnnotations().ValidateOnStart();
}
