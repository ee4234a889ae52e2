-- A database per service, made when the server starts for the first time.
CREATE DATABASE users;
CREATE DATABASE orders;
CREATE DATABASE payments;
CREATE DATABASE notifications;
CREATE DATABASE search;
CREATE DATABASE analytics;
