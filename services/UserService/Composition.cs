using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Features.Accounts;
using Ecommerce.UserService.Features.AccountStates;
using Ecommerce.UserService.Features.Addresses;
using Ecommerce.UserService.Features.Audit;
using Ecommerce.UserService.Features.Discovery;
using Ecommerce.UserService.Features.Flags;
using Ecommerce.UserService.Features.Guests;
using Ecommerce.UserService.Features.Invitations;
using Ecommerce.UserService.Features.KeyRotation;
using Ecommerce.UserService.Features.Passwords;
using Ecommerce.UserService.Features.PersonalData;
using Ecommerce.UserService.Features.Profile;
using Ecommerce.UserService.Features.ServiceTokens;
using Ecommerce.UserService.Features.Sessions;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Features.SocialLogin;
using Ecommerce.UserService.Features.Staff;
using Ecommerce.UserService.Features.TwoFactor;
using Ecommerce.UserService.Features.Verification;
using Ecommerce.UserService.Features.Views;
using Ecommerce.UserService.Features.Wishes;
using Ecommerce.UserService.Infrastructure.IdentityProviders;
using Ecommerce.UserService.Infrastructure.Keys;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;
using Ecommerce.UserService.Infrastructure.TwoFactor;
using Ecommerce.UserService.Infrastructure.Workers;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService;

/// <summary>What the service is made of: registrations by what they are for, and its endpoints.</summary>
internal static class Composition
{
    public static void AddSigningKeys(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<IssuerOptions>(IssuerOptions.Section);
        builder.AddValidatedOptions<SigningKeyOptions>("");
        builder.AddValidatedOptions<RotationOptions>(RotationOptions.Section);
        builder.Services.AddSingleton<SigningKeyProtection>();
        builder.Services.AddSingleton<SigningKeyStore>();
        builder.Services.AddSingleton<KeyRotation>();
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddHostedService<KeyRingWorker>();
        builder.Services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, LocalKeyValidation>();
    }

    public static void AddAccounts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AccountStore>();
        builder.Services.AddSingleton<TakenAddresses>();
        builder.Services.AddSingleton<RepeatedRegistrationStore>();
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddSingleton<OneTimeTokenStore>();
        builder.Services.AddSingleton<EmailVerification>();
        builder.Services.AddSingleton<VerificationStore>();
        builder.Services.AddSingleton<ProfileStore>();
        builder.Services.AddSingleton<AddressStore>();
        builder.Services.AddSingleton<WishListStore>();
        builder.Services.AddSingleton<SavedViewStore>();
        builder.Services.AddSingleton<StaffStore>();
        builder.Services.AddSingleton<StaffDirectory>();
        builder.Services.AddSingleton<InvitationStore>();
        builder.Services.AddSingleton<InvitationAcceptance>();
        builder.Services.AddSingleton<PersonalDataExport>();
        builder.Services.AddSingleton<AccountErasure>();
        builder.Services.AddSingleton<GuestStore>();
    }

    public static void AddPasswords(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<PasswordOptions>("");
        builder.AddValidatedOptions<AttemptOptions>(AttemptOptions.Section);
        builder.Services.AddProxyProof();
        builder.Services.AddSingleton<AttemptStore>();
        builder.Services.AddSingleton<PasswordHasher>();
        builder.Services.AddSingleton<CredentialStore>();
        builder.Services.AddSingleton<PasswordVerifier>();
        builder.Services.AddSingleton<KnownDevices>();
        builder.Services.AddSingleton<PasswordConfirmation>();
        builder.Services.AddSingleton<HashUpgrade>();
        builder.Services.AddSingleton<PasswordStore>();
        builder.Services.AddSingleton<PasswordResetStore>();
    }

    public static void AddTwoFactor(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<TwoFactorOptions>(TwoFactorOptions.Section);
        builder.Services.AddSingleton<AuthenticatorApp>();
        builder.Services.AddSingleton<SecretProtection>();
        builder.Services.AddSingleton<TwoFactorStore>();
    }

    public static void AddSessions(this IHostApplicationBuilder builder)
    {
        builder.AddRecentAuthentication();
        builder.AddValidatedOptions<AccessTokenOptions>("");
        builder.AddValidatedOptions<ServiceAccountOptions>("");
        builder.AddValidatedOptions<StaffTwoFactorOptions>(StaffTwoFactorOptions.Section);
        builder.Services.AddSingleton<AccessTokenIssuer>();
        builder.Services.AddSingleton<IAccountStateSource, AccountStateStore>();
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton<RefreshTokenStore>();
        builder.Services.AddSingleton<FailedLoginRecorder>();
    }

    public static void AddSocialLogin(this IHostApplicationBuilder builder)
    {
        builder.AddIdentityProviders();
        builder.Services.AddSingleton<SignInTicketStore>();
        builder.Services.AddSingleton<ExternalLoginStore>();
    }

    public static void AddDemoAccounts(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<DemoOptions>("");
        builder.Services.AddHostedService<DemoAccounts>();
    }

    public static void AddFeatures(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FeatureStore>();
        builder.AddFeatureFlags<FeatureStore>();
    }

    public static void AddRetention(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<RetentionOptions>(RetentionOptions.Section);
        builder.Services.AddSingleton<ExpiredRows>();
        builder.Services.AddSingleton<ExpiredGuests>();
        builder.Services.AddHostedService<RetentionWorker>();
    }

    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        app.MapAccounts();
        app.MapGuests();
        app.MapProfile();
        app.MapVerification();
        app.MapPasswords();
        app.MapTwoFactor();
        app.MapSessions();
        app.MapServiceTokens();
        app.MapAccountStates();
        app.MapSocialLogin();
        app.MapAddresses();
        app.MapWishList();
        app.MapSavedViews();
        app.MapPersonalData();
        app.MapStaff();
        app.MapInvitations();
        app.MapAcceptance();
        app.MapAudit();
        app.MapFeatures();
        app.MapDiscovery();
        app.MapKeyRotation();
    }
}
