using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Addresses;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.Sessions;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Domain.Views;
using Ecommerce.UserService.Domain.Wishes;
using Ecommerce.UserService.Features.Accounts;
using Ecommerce.UserService.Features.Addresses;
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

namespace Ecommerce.UserService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(GuestRequest))]
[JsonSerializable(typeof(GuestRegistrationRequest))]
[JsonSerializable(typeof(ProfileRequest))]
[JsonSerializable(typeof(RolesRequest))]
[JsonSerializable(typeof(StaffPage))]
[JsonSerializable(typeof(InvitationRequest))]
[JsonSerializable(typeof(InvitationTokenRequest))]
[JsonSerializable(typeof(AcceptanceRequest))]
[JsonSerializable(typeof(Invitation))]
[JsonSerializable(typeof(InvitationPage))]
[JsonSerializable(typeof(OfferedInvitation))]
[JsonSerializable(typeof(RotationResponse))]
[JsonSerializable(typeof(AddressRequest))]
[JsonSerializable(typeof(Address))]
[JsonSerializable(typeof(AddressList))]
[JsonSerializable(typeof(WishList))]
[JsonSerializable(typeof(SavedViewRequest))]
[JsonSerializable(typeof(SavedView))]
[JsonSerializable(typeof(SavedViewList))]
[JsonSerializable(typeof(PersonalDataDocument))]
[JsonSerializable(typeof(EraseRequest))]
[JsonSerializable(typeof(VerifyRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(ChangePasswordResponse))]
[JsonSerializable(typeof(PasswordResetRequest))]
[JsonSerializable(typeof(PasswordResetConfirmation))]
[JsonSerializable(typeof(TwoFactorSetupRequest))]
[JsonSerializable(typeof(TwoFactorSetup))]
[JsonSerializable(typeof(TwoFactorConfirmation))]
[JsonSerializable(typeof(TwoFactorRequest))]
[JsonSerializable(typeof(RecoveryCodes))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(ReauthenticationRequest))]
[JsonSerializable(typeof(ReauthenticationResponse))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(ServiceTokenRequest))]
[JsonSerializable(typeof(ServiceTokenResponse))]
[JsonSerializable(typeof(AccountStateList))]
[JsonSerializable(typeof(FeatureStateList))]
[JsonSerializable(typeof(FeatureRequest))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(ProviderList))]
[JsonSerializable(typeof(StartSignInRequest))]
[JsonSerializable(typeof(StartSignInResponse))]
[JsonSerializable(typeof(CompleteSignInRequest))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(DiscoveryDocument))]
[JsonSerializable(typeof(KeySet))]
internal sealed partial class UserServiceJson : JsonSerializerContext;
