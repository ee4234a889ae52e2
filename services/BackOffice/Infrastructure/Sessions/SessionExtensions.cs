using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

internal static class SessionExtensions
{
    private static readonly string[] Policies =
    [
        Permissions.UsersRead, Permissions.UsersWrite, Permissions.ProductsRead, Permissions.ProductsWrite, Permissions.OrdersRead,
        Permissions.OrdersWrite, Permissions.ReviewsRead, Permissions.ReviewsModerate, Permissions.AnalyticsRead,
        Permissions.AnalyticsWrite, Permissions.SettingsWrite,
    ];

    /// <summary>Sessions, their cookie, and a policy of each permission's name.</summary>
    public static void AddSessions(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SessionOptions>(SessionOptions.Section);
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton<TokenRenewal>();
        builder.Services.AddSingleton<SessionCookie>();
        builder.Services.AddSingleton<PendingSignIns>();
        builder.Services.AddScoped<SessionRights>();
        builder.Services.AddScoped<Reauthentication>();
        builder.Services.AddScoped<AuthenticationStateProvider, StaffAuthenticationState>();
        builder.Services.AddScoped<CircuitHandler, ActivityHandler>();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(SetCookie);
        builder.Services.Configure<AuthorizationOptions>(options =>
        {
            foreach (var permission in Policies)
                options.AddPolicy(permission, policy => policy.RequireClaim(Permissions.Claim, permission));
            options.AddPolicy(StaffPolicies.Operations, policy => policy.RequireClaim(
                Permissions.Claim, Permissions.OrdersRead, Permissions.OrdersWrite, Permissions.ProductsWrite,
                Permissions.ReviewsModerate, Permissions.AnalyticsWrite));
        });
    }

    private static void SetCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "back-office";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // The session says when it is over.
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/forbidden";
        options.ReturnUrlParameter = "return";
        options.EventsType = typeof(SessionCookie);
    }
}
