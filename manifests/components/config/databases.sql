-- A database per service, made when the server starts for the first time.
CREATE DATABASE users;
CREATE DATABASE catalog;
CREATE DATABASE orders;
CREATE DATABASE payments;
CREATE DATABASE notifications;
CREATE DATABASE reviews;
CREATE DATABASE search;
CREATE DATABASE analytics;
