using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.Contracts;

/// <summary>
/// The wire form of every event: camel case, numbers as numbers, unknown members ignored so that shapes can grow. A member
/// that a later version adds has a default value; one without must be there, or the message is no such event.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(PaymentRequested))]
[JsonSerializable(typeof(OrderConfirmed))]
[JsonSerializable(typeof(OrderCancelled))]
[JsonSerializable(typeof(OrderShipped))]
[JsonSerializable(typeof(OrderDelivered))]
[JsonSerializable(typeof(RefundRequested))]
[JsonSerializable(typeof(ReturnApproved))]
[JsonSerializable(typeof(ReturnRejected))]
[JsonSerializable(typeof(ReturnReceived))]
[JsonSerializable(typeof(CartAbandoned))]
[JsonSerializable(typeof(ProductChanged))]
[JsonSerializable(typeof(ProductDeleted))]
[JsonSerializable(typeof(StockChanged))]
[JsonSerializable(typeof(StockReserved))]
[JsonSerializable(typeof(StockReservationFailed))]
[JsonSerializable(typeof(StockCommitFailed))]
[JsonSerializable(typeof(StockCommitted))]
[JsonSerializable(typeof(StockReleased))]
[JsonSerializable(typeof(StockReturned))]
[JsonSerializable(typeof(PaymentCaptured))]
[JsonSerializable(typeof(PaymentFailed))]
[JsonSerializable(typeof(PaymentRefunded))]
[JsonSerializable(typeof(ReviewChanged))]
[JsonSerializable(typeof(RatingChanged))]
[JsonSerializable(typeof(UserRegistered))]
[JsonSerializable(typeof(EmailVerificationRequested))]
[JsonSerializable(typeof(PasswordResetRequested))]
[JsonSerializable(typeof(PasswordChanged))]
[JsonSerializable(typeof(EmailChangeRequested))]
[JsonSerializable(typeof(RegistrationRepeated))]
[JsonSerializable(typeof(StaffInvited))]
[JsonSerializable(typeof(SecondFactorChanged))]
[JsonSerializable(typeof(EmailVerified))]
[JsonSerializable(typeof(UserErased))]
public sealed partial class ContractsJson : JsonSerializerContext;
