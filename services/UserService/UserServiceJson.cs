using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Keys;
using Ecommerce.UserService.Sessions;

namespace Ecommerce.UserService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(DiscoveryDocument))]
[JsonSerializable(typeof(KeySet))]
internal sealed partial class UserServiceJson : JsonSerializerContext;
