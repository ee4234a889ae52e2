using Ecommerce.BackOffice.Features.Invitations;
using Ecommerce.BackOffice.Features.Numbers;
using Ecommerce.BackOffice.Features.Orders;
using Ecommerce.BackOffice.Features.Palette;
using Ecommerce.BackOffice.Features.Products;
using Ecommerce.BackOffice.Features.Products.Import;
using Ecommerce.BackOffice.Features.Layout;
using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Features.SignIn;
using Ecommerce.BackOffice.Infrastructure.Gateway;
using Ecommerce.BackOffice.Infrastructure.Live;
using Ecommerce.BackOffice.Infrastructure.Sessions;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.DataProtection;
using MudBlazor.Services;

namespace Ecommerce.BackOffice;

/// <summary>What the back office is made of: registrations, and its pages.</summary>
internal static class Composition
{
    private static readonly string[] Languages = ["en", "de"];

    public static void AddBackOffice(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.AddMudServices();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        // Sessions live in this process, so nothing that it protects has to outlive it.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddProxyProof();
        builder.AddSessions();
        builder.AddGateway();
        builder.Services.AddSingleton<StaffSignIn>();
        builder.AddLive();
        builder.AddValidatedOptions<StorefrontOptions>(StorefrontOptions.Section);
        builder.Services.AddSingleton<Refusals>();
        builder.Services.AddScoped<Calls>();
        builder.Services.AddScoped<Downloads>();
        builder.Services.AddScoped<PaletteSearch>();
        builder.Services.AddScoped<StaffNames>();
        builder.Services.AddSingleton<BadLineFiles>();
    }

    public static void UseBackOffice(this WebApplication app)
    {
        app.UseRequestLocalization(
            options => options.SetDefaultCulture(Languages[0]).AddSupportedCultures(Languages).AddSupportedUICultures(Languages));
        app.UseSameOrigin();
        app.UseAntiforgery();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapSignIn();
        app.MapInvitation();
        app.MapReportDownloads();
        app.MapOrderDownloads();
        app.MapProductFiles();
        app.MapProductMedia();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode()
            .DisableRequestTimeout()
            .RequireAuthorization();
    }
}
