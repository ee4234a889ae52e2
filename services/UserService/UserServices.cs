using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Addresses;
using Ecommerce.UserService.Attempts;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.OneTimeTokens;
using Ecommerce.UserService.Passwords;
using Ecommerce.UserService.PersonalData;
using Ecommerce.UserService.Profile;
using Ecommerce.UserService.Retention;
using Ecommerce.UserService.ServiceAccounts;
using Ecommerce.UserService.Sessions;
using Ecommerce.UserService.SocialLogin;
using Ecommerce.UserService.Staff;
using Ecommerce.UserService.Verification;

namespace Ecommerce.UserService;

internal static class UserServices
{
    public static void AddAccounts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AccountStore>();
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddSingleton<OneTimeTokenStore>();
        builder.Services.AddSingleton<EmailVerification>();
        builder.Services.AddSingleton<VerificationStore>();
        builder.Services.AddSingleton<ProfileStore>();
        builder.Services.AddSingleton<AddressStore>();
        builder.Services.AddSingleton<StaffStore>();
        builder.Services.AddSingleton<PersonalDataExport>();
        builder.Services.AddSingleton<Erasure>();
    }

    public static void AddPasswords(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<PasswordOptions>("");
        builder.AddValidatedOptions<AttemptOptions>(AttemptOptions.Section);
        builder.Services.AddSingleton<AttemptStore>();
        builder.Services.AddSingleton<PasswordHasher>();
        builder.Services.AddSingleton<CredentialStore>();
        builder.Services.AddSingleton<PasswordGate>();
        builder.Services.AddSingleton<OwnPassword>();
        builder.Services.AddSingleton<HashUpgrade>();
        builder.Services.AddSingleton<PasswordStore>();
        builder.Services.AddSingleton<PasswordResetStore>();
    }

    public static void AddSessions(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AccessTokenOptions>("");
        builder.AddValidatedOptions<ServiceAccountOptions>("");
        builder.Services.AddSingleton<AccessTokenIssuer>();
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton<RefreshTokenStore>();
        builder.Services.AddSingleton<FailedSignIns>();
    }

    public static void AddRetention(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<RetentionOptions>(RetentionOptions.Section);
        builder.Services.AddHostedService<Prune>();
    }

    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        app.MapAccounts();
        app.MapProfile();
        app.MapVerification();
        app.MapPasswords();
        app.MapSessions();
        app.MapServiceTokens();
        app.MapSocialLogin();
        app.MapAddresses();
        app.MapPersonalData();
        app.MapStaff();
        app.MapAudit();
    }
}
