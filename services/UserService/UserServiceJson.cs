using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Addresses;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Keys;
using Ecommerce.UserService.Passwords;
using Ecommerce.UserService.PersonalData;
using Ecommerce.UserService.Profile;
using Ecommerce.UserService.ServiceAccounts;
using Ecommerce.UserService.Sessions;
using Ecommerce.UserService.SocialLogin;
using Ecommerce.UserService.Staff;
using Ecommerce.UserService.Verification;

namespace Ecommerce.UserService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(ProfileRequest))]
[JsonSerializable(typeof(RolesRequest))]
[JsonSerializable(typeof(RotationResponse))]
[JsonSerializable(typeof(AddressRequest))]
[JsonSerializable(typeof(Address))]
[JsonSerializable(typeof(AddressList))]
[JsonSerializable(typeof(PersonalDataDocument))]
[JsonSerializable(typeof(EraseRequest))]
[JsonSerializable(typeof(VerifyRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(PasswordResetRequest))]
[JsonSerializable(typeof(PasswordResetConfirmation))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(ServiceTokenRequest))]
[JsonSerializable(typeof(ServiceTokenResponse))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(ProviderList))]
[JsonSerializable(typeof(BeginRequest))]
[JsonSerializable(typeof(BeginAnswer))]
[JsonSerializable(typeof(CompleteRequest))]
[JsonSerializable(typeof(CodeAnswer))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(DiscoveryDocument))]
[JsonSerializable(typeof(KeySet))]
internal sealed partial class UserServiceJson : JsonSerializerContext;
